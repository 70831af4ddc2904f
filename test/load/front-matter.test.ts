import { describe, expect, test } from 'vitest';
import { readFrontMatter } from '../../src/load/front-matter.ts';

const read = (text: string) => readFrontMatter('a.md', text);

describe('strict front matter', () => {
  test('is plain YAML, with places in the whole file', () => {
    const text = '---\nloop_id: L-1\ngaps: [G-1]\n---\n# Title\n';
    const { data, problems, locate, bodyStart } = read(text);
    expect([data, problems]).toEqual([{ loop_id: 'L-1', gaps: ['G-1'] }, []]);
    const { start, end } = locate(['gaps', 0], 'value');
    expect([text.slice(start, end), text.slice(bodyStart)]).toEqual(['G-1', '# Title\n']);
  });

  test('may be empty', () => {
    expect(read('---\n---\n# Title\n')).toMatchObject({ bodyStart: 8 });
  });

  test('ends at the first fence; a rule further down is text', () => {
    const { data, bodyStart } = read('---\na: 1\n---\ntext\n---\nb: 2\n');
    expect([data, bodyStart]).toEqual([{ a: 1 }, 13]);
  });
});

describe('invalid front matter, line by line', () => {
  const text = [
    '---',
    'loop_id: L-1',
    'objective: One thing: two things',
    '  and a second line.',
    'owner: "@keeper"',
    'blocked_by:',
    '  - L-2',
    '  - "L-3"',
    "repos: ['a', b]",
    'closed:',
    '---',
    'body',
  ].join('\n');

  test('gives every key', () => {
    expect(read(text).data).toEqual({
      loop_id: 'L-1',
      objective: 'One thing: two things and a second line.',
      owner: '@keeper',
      blocked_by: ['L-2', 'L-3'],
      repos: ['a', 'b'],
      closed: null,
    });
  });

  test('is told once, on the line to mend, and does not count as unread', () => {
    const { problems } = read(text);
    expect(problems).toMatchObject([{ kind: 'front-matter', fatal: false }]);
    const at = problems[0]?.at;
    expect(at && 'start' in at && text.slice(0, at.start).split('\n').length).toBe(3);
  });

  test('knows where each key stands', () => {
    const span = read(text).locate(['owner'], 'value');
    expect(text.slice(span.start, span.end)).toBe('"@keeper"');
  });

  test('CR LF changes nothing', () => {
    expect(read(text.replaceAll('\n', '\r\n')).data).toEqual(read(text).data);
  });
});

describe('no front matter', () => {
  test.each([
    ['# Scope\n> **Status:** closed\n', 'closed'],
    ['# Scope\n**Status:** closed\n', 'closed'],
    ['# Scope\n- **Status:** closed\n', 'closed'],
    ['# Scope\n## Status: closed\n', 'closed'],
    ['# Scope\n**Status**: closed\n', 'closed'],
    ['# Scope\nStatus: a sentence of the text\n', undefined],
  ])('%j', (text, status) => {
    expect(read(text).data.status).toBe(status);
  });

  test('a rule at the top of a page is no front matter', () => {
    expect(read('---\n\n# Title\n')).toMatchObject({ data: {}, problems: [] });
  });
});

test('front matter that never closes is told and read up to the first blank line', () => {
  expect(read('---\nstatus: open\nowner: me\n\n# Title\nnote: text\n')).toMatchObject({
    data: { status: 'open', owner: 'me' },
    problems: [{ kind: 'front-matter', fatal: false }],
  });
});

test('front matter that never closes may be all of a page', () => {
  const text = '---\nstatus: open';
  expect(read(text)).toMatchObject({ data: { status: 'open' }, bodyStart: text.length });
});

describe('odd lines', () => {
  test('a second line below a key without a value is its value', () => {
    const { data } = read('---\nloop_id: L-1\nnote: a: b\nobjective:\n  as told\n---\n');
    expect(data).toMatchObject({ objective: 'as told' });
  });

  test('blanks behind a field in prose are not part of it', () => {
    const text = '# Loop\n\n- **Status:** active  \n';
    const { start, end } = read(text).locate(['status'], 'value')!;
    expect(text.slice(start, end)).toBe('- **Status:** active');
  });
});
