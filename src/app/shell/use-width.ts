/** The window's width, for the three layouts of the page. */
import { useSyncExternalStore } from 'react';

export function useWidth(): number {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('resize', changed);
      return () => window.removeEventListener('resize', changed);
    },
    () => window.innerWidth,
  );
}
