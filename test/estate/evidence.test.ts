import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/estate/reading/instant.ts';
import { estateOf } from './two-small-sites.ts';

describe('instantOf', () => {
  test.each([
    ['2026-01-15T10:00:00Z', '2026-01-15T10:00:00.000Z'],
    ['2026-01-15 10:00:00', '2026-01-15T10:00:00.000Z'],
    ['2026-01-15T10:00:00.250+02:00', '2026-01-15T08:00:00.250Z'],
    ['2026-01-15T10:00-0530', '2026-01-15T15:30:00.000Z'],
    ['2026-01-15', '2026-01-15T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('reads %s', (text, iso) => {
    expect(new Date(instantOf(text)!).toISOString()).toBe(iso);
  });

  test.each(['', 'yesterday', '2026-02-30', '2026-13-01', '2026-01-15T25:00Z', '1768473300', '2026-1-5'])(
    'refuses %j',
    (text) => {
      expect(instantOf(text)).toBeUndefined();
    },
  );
});

const evidenceOf = (file: string, text: string) => estateOf({ [file]: text }).evidence[0]!;
const freshness = (text: string) => evidenceOf('backup.freshness.snapshot.yaml', text);
const posture = (text: string) => evidenceOf('backup.posture.snapshot.yaml', text);

describe('the freshness snapshot', () => {
  test.each([
    ['a list', 'targets: [{name: t, newest_at: 2026-01-14T03:00:00Z, size_bytes: "12", state: OK}]'],
    ['a map', 'targets: {t: {newest_at: 2026-01-14T03:00:00Z, size_bytes: 12, state: ok}}'],
  ])('reads %s', (_, targets) => {
    const found = freshness(`observed_at: "2026-01-15T03:00:00Z"\n${targets}`);
    expect(found.observedMs).toBe(Date.UTC(2026, 0, 15, 3));
    expect(found.maxAgeHours).toBe(24);
    expect(found.observations).toMatchObject([
      { target: 't', state: 'ok', sizeBytes: 12, newestMs: Date.UTC(2026, 0, 14, 3) },
    ]);
  });

  test('keeps a date that cannot be as text without an instant', () => {
    const found = freshness('observed_at: soon\ntargets: [{name: t, newest_at: never, state: missing}]');
    expect([found.observedAt?.value, found.observedMs]).toEqual(['soon', undefined]);
    expect(found.observations[0]!.newestMs).toBeUndefined();
  });

  test('its own limit counts', () => {
    expect(freshness('observed_at: 2026-01-15\nmax_age_hours: 6\ntargets: []').maxAgeHours).toBe(6);
  });
});

describe('the posture snapshot', () => {
  const counters =
    'summary: {enabled_targets_total: 27, backup_status_ok_total: 0, backup_status_degraded_total: 0}';
  const line = "backup_status: {summary_line: 'summary: 27 targets | 3 ok | 1 degraded'}";

  test.each([
    ['counters', counters, { total: 27, ok: 0, degraded: 0 }],
    ['the line', line, { total: 27, ok: 3, degraded: 1 }],
    ['counters before the line', `${counters}\n${line}`, { total: 27, ok: 0, degraded: 0 }],
  ])('counts from %s', (_, text, counts) => {
    expect(posture(`generated_at_utc: "2026-01-15T12:00:00Z"\n${text}`).counts).toMatchObject(counts);
  });

  test('without counts has none; its time may stand in another field', () => {
    const found = posture('summary: {}\nupdated_at: "2026-01-15"');
    expect([found.counts, found.observedMs]).toEqual([undefined, Date.UTC(2026, 0, 15)]);
  });
});
