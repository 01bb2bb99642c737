/** Which error a response carries, wherever its schema puts it: on top, per group, per member or per partition. */
import type { AnyResponse } from './api.ts';

/** The first code other than 0 found in the body, outermost first; 0 when all is well. */
export function worstErrorCode(response: AnyResponse): number {
  return firstCode(response.body);
}

function firstCode(value: unknown): number {
  if (Array.isArray(value)) {
    for (const element of value) {
      const code = firstCode(element);
      if (code !== 0) return code;
    }
    return 0;
  }
  if (typeof value !== 'object' || value === null) return 0;
  const own = (value as { readonly errorCode?: unknown }).errorCode;
  if (typeof own === 'number' && own !== 0) return own;
  for (const inner of Object.values(value)) {
    const code = typeof inner === 'object' ? firstCode(inner) : 0;
    if (code !== 0) return code;
  }
  return 0;
}
