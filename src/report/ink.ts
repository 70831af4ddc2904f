import { Chalk, type ChalkInstance } from 'chalk';

/** The few colours of the text report; none of them when colour is off. */
export interface Ink {
  readonly error: ChalkInstance;
  readonly warning: ChalkInstance;
  readonly strong: ChalkInstance;
  readonly dim: ChalkInstance;
  readonly good: ChalkInstance;
}

export function inkFor(colour: boolean): Ink {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return {
    error: chalk.red,
    warning: chalk.yellow,
    strong: chalk.bold,
    dim: chalk.dim,
    good: chalk.green,
  };
}
