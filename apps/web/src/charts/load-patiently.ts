const AGAIN_AFTER_MS = 2_000;

/**
 * Code that comes with the first chart is fetched from an engine that may be away just then: asked for until it
 * comes, with the skeleton standing. A rejection would take the whole page down, and for good.
 */
export async function loadPatiently<T>(
  load: () => Promise<T>,
  againAfterMs = AGAIN_AFTER_MS,
): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, againAfterMs));
    }
  }
}
