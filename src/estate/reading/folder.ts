/** A folder as it is compared: without slashes at its end. */
export const folderPath = (path: string): string => path.replace(/(?<!\/)\/+$/, '');
