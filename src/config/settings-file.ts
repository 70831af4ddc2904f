/** The tool's own configuration; it lies at the root of an estate. */
export const SETTINGS_FILE = 'gates.yaml';
