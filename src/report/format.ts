import type { Reported, Style } from './reported.ts';

/** The closed list of formats in which a result can be reported. */
export const FORMATS = ['text', 'json', 'sarif', 'junit', 'github', 'markdown'] as const;

export type Format = (typeof FORMATS)[number];

/** A pure function from a run to the text of one format, line end included. */
export type Renderer = (run: Reported, style: Style) => string;

const RENDERERS: Readonly<Record<Format, () => Promise<Renderer>>> = {
  text: async () => (await import('./text.ts')).textReport,
  json: async () => (await import('./json.ts')).jsonReport,
  sarif: async () => (await import('./sarif/sarif.ts')).sarifReport,
  junit: async () => (await import('./junit.ts')).junitReport,
  github: async () => (await import('./github.ts')).githubReport,
  markdown: async () => (await import('./markdown/markdown.ts')).markdownReport,
};

/** The renderer of a format; only what is asked for gets loaded. */
export const rendererOf = (format: Format): Promise<Renderer> => RENDERERS[format]();
