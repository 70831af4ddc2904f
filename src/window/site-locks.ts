import { hostname } from 'node:os';
import type { Check } from '../plan/check.ts';
import type { Plan, Step } from '../plan/model.ts';
import type { WindowPhase } from '../plan/phases.ts';
import type { Route } from '../plan/route-model.ts';
import { dropLocalLock, type Holder, takeLocalLock } from './local-lock.ts';
import { holds, type Observation, unseen, wrong } from './observation.ts';
import { dropFarLock, takeFarLock } from './remote-lock.ts';
import type { World } from './world.ts';

type LockCheck = Extract<Check, { kind: 'lock' }>;

/** The locks of one window: here, and on the machine that each site names. */
export class SiteLocks {
  /** Sites whose keeper was dark when its lock was asked for. */
  readonly #later = new Set<string>();

  constructor(
    readonly world: World,
    readonly folder: string,
    readonly plan: Plan,
    readonly windowId: string,
    readonly owner: string,
  ) {}

  /** Takes every site here; on the first that is held, gives back those that were taken for it. */
  takeHere(): void {
    const holder: Holder = {
      windowId: this.windowId,
      owner: this.owner,
      host: hostname(),
      pid: process.pid,
      since: new Date(this.world.time.now()).toISOString(),
    };
    const taken: string[] = [];
    try {
      for (const site of this.plan.sites) {
        takeLocalLock(this.folder, site, holder);
        taken.push(site);
      }
    } catch (error) {
      this.dropHere(taken);
      throw error;
    }
  }

  dropHere(sites: readonly string[] = this.plan.sites): void {
    for (const site of sites) dropLocalLock(this.folder, site, this.windowId);
  }

  /** Takes a site's far lock. A keeper that this plan is about to wake is asked again when it is awake. */
  async see({ site, via }: LockCheck): Promise<Observation> {
    if (!via) return holds('no other machine keeps the lock');
    const lock = await takeFarLock(this.world, via, site, this);
    if (lock.state === 'ours') {
      this.#later.delete(site);
      return holds(`the lock of ${site} is taken on ${via.id}`);
    }
    if (lock.state === 'foreign') return foreign(site, via, lock.holder);
    const text = lock.state === 'unseen' ? lock.text : `the lock of ${site} is not on ${via.id}`;
    if (!this.#wakes(via)) return unseen(text);
    this.#later.add(site);
    return holds(`${via.id}, which keeps the lock, is woken first`);
  }

  #wakes(via: Route): boolean {
    return this.plan.steps.some((step) => STARTING.includes(step.phase) && isUp(step, via));
  }

  /** Takes the far locks of keepers that a step has just brought up; what stands against it. */
  async afterStep(step: Step): Promise<string | null> {
    for (const check of this.checks()) {
      if (!check.via || !this.#later.has(check.site) || !isUp(step, check.via)) continue;
      const seen = await this.see(check);
      if (seen.state !== 'holds') return seen.text;
    }
    return null;
  }

  checks(): LockCheck[] {
    const all = this.plan.guards.flatMap((guard) => guard.checks.filter((check) => check.kind === 'lock'));
    return [...new Map(all.map((check) => [check.site, check])).values()];
  }

  /** Gives everything back; texts about what could not be. */
  async release(): Promise<string[]> {
    const problems: string[] = [];
    for (const { site, via } of this.checks()) {
      if (!via) continue;
      const lock = await dropFarLock(this.world, via, site, this.windowId);
      if (lock.state === 'unseen')
        problems.push(`the lock of site "${site}" on ${via.id} stays: ${lock.text}`);
    }
    this.dropHere();
    return problems;
  }
}

const STARTING: readonly WindowPhase[] = ['startup', 'recovery'];

const isUp = ({ verify }: Step, via: Route): boolean => verify.kind === 'host-up' && verify.via.id === via.id;

const foreign = (site: string, via: Route, { windowId, owner }: { windowId: string; owner: string }) =>
  wrong(
    `site "${site}" is held by window "${windowId}" of ${owner}, on ${via.id}`,
    `ask its owner; if it is dead: gates window unlock --site ${site} --owner ${owner}`,
  );
