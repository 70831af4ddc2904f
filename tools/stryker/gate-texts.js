import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const TEXTS = new Set(['title', 'why', 'fix', 'unseen', 'examples']);

/** Leaves out what people read of a gate: its texts and its examples, which are tests themselves. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'gate-texts', {
    shouldIgnore(path) {
      const isText =
        path.isObjectProperty() && TEXTS.has(path.node.key.name) && isGate(path.parentPath?.parentPath);
      return isText ? 'a text of a gate, or an example' : undefined;
    },
  }),
];

/** The call of defineGate around its one argument. */
const isGate = (path) => path?.isCallExpression() === true && path.node.callee.name === 'defineGate';
