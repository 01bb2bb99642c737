/** The fills that mean a state without a hue: nobody reads, being revoked, on its way. Once per svg. */
import { hueOf } from './member.ts';

const HUES = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;

function mark(hue: number): string {
  return hue === 0 ? 'var(--ink-3)' : `var(--m${hue})`;
}

/** `url(#…)` of a pattern; `scope` is the svg's own id, so that several drawings can stand in one page. */
export const fills = {
  nobody: (scope: string) => `url(#${scope}-nobody)`,
  /** The wide, light hatch behind a whole row. */
  nobodyField: (scope: string) => `url(#${scope}-nobody-field)`,
  /** The owner's stripes: being revoked. */
  revoking: (scope: string, ordinal: number) => `url(#${scope}-revoking-${hueOf(ordinal)})`,
  /** The new owner's dots: on its way. */
  joining: (scope: string, ordinal: number) => `url(#${scope}-joining-${hueOf(ordinal)})`,
  /** A filter: what travels lies above. */
  lift: (scope: string) => `url(#${scope}-lift)`,
} as const;

export function Patterns({ scope }: { readonly scope: string }) {
  return (
    <defs>
      <Nobody scope={scope} />
      {HUES.map((hue) => (
        <MemberPatterns key={hue} scope={scope} hue={hue} />
      ))}
      <filter id={`${scope}-lift`} x="-20%" y="-40%" width="140%" height="190%">
        <feDropShadow dx="0" dy="1" stdDeviation="1.2" floodOpacity="0.12" />
      </filter>
    </defs>
  );
}

function Nobody({ scope }: { readonly scope: string }) {
  const turn = { patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' } as const;
  return (
    <>
      <pattern id={`${scope}-nobody`} width="6" height="6" {...turn}>
        <rect width="6" height="6" fill="var(--panel)" />
        <line x1="0" y1="0" x2="0" y2="6" stroke="var(--line-3)" strokeWidth="1.7" strokeOpacity="0.62" />
      </pattern>
      <pattern id={`${scope}-nobody-field`} width="8" height="8" {...turn}>
        <line x1="0" y1="0" x2="0" y2="8" stroke="var(--line-2)" strokeWidth="1.6" />
      </pattern>
    </>
  );
}

function MemberPatterns({ scope, hue }: { readonly scope: string; readonly hue: number }) {
  const tint = `color-mix(in srgb, ${mark(hue)} var(--tint), var(--panel))`;
  return (
    <>
      <pattern
        id={`${scope}-revoking-${hue}`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <rect width="6" height="6" fill="var(--panel)" />
        <rect width="3.2" height="6" fill={mark(hue)} />
      </pattern>
      <pattern id={`${scope}-joining-${hue}`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" fill={tint} />
        <circle cx="3" cy="3" r="1.25" fill={mark(hue)} />
      </pattern>
    </>
  );
}
