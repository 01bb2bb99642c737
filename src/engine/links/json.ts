/** JSON from outside without exceptions. */

/** The value; undefined, which JSON has not, when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
