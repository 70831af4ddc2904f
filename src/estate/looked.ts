import type { Look } from './look.ts';

const QUESTIONS = ['site', 'node', 'guest', 'named', 'addressed', 'siteOfAddress'] as const;
const LISTS = ['sites', 'nodes', 'guests'] as const;

type Question = (typeof QUESTIONS)[number];
type List = (typeof LISTS)[number];

/** For joins that look nothing up. */
export const NOWHERE: Look = {
  sites: [],
  nodes: [],
  guests: [],
  site: () => undefined,
  node: () => undefined,
  guest: () => undefined,
  named: () => undefined,
  addressed: () => undefined,
  siteOfAddress: () => undefined,
};

/** What a join asked of the sites, nodes and guests, and the answers that it got. */
export class Looked {
  readonly #answers = new Map<Question, Map<string, unknown>>();
  readonly #lists = new Map<List, readonly unknown[]>();

  /** The same look-ups; what is asked is noted. */
  noting(look: Look): Look {
    const view: PropertyDescriptorMap = {};
    for (const question of QUESTIONS) {
      const answers = new Map<string, unknown>();
      this.#answers.set(question, answers);
      const value = (key: string) => {
        const answer = look[question](key);
        answers.set(key, answer);
        return answer;
      };
      view[question] = { value, enumerable: true };
    }
    for (const list of LISTS) {
      const get = () => {
        this.#lists.set(list, look[list]);
        return look[list];
      };
      view[list] = { get, enumerable: true };
    }
    return Object.defineProperties({}, view) as Look;
  }

  /** Whether all that was asked has the very same answers there. */
  isAnsweredBy(look: Look): boolean {
    for (const [list, things] of this.#lists) if (!isSame(things, look[list])) return false;
    for (const [question, answers] of this.#answers) {
      for (const [key, answer] of answers) if (look[question](key) !== answer) return false;
    }
    return true;
  }
}

export const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one === other || (one.length === other.length && one.every((item, index) => item === other[index]));
