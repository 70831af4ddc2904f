const FRESH = /\?fresh=\d+$/;

/** A module below test/ that a freshly loaded test file imports is loaded as freshly as the file itself. */
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  const mark = FRESH.exec(context.parentURL ?? '')?.[0];
  if (mark === undefined || !resolved.url.includes('/test/') || resolved.url.includes('/node_modules/'))
    return resolved;
  return { ...resolved, url: `${resolved.url.replace(FRESH, '')}${mark}` };
}
