/** Who may import whom. A folder's row is the longest one that its path begins with; what is not listed is forbidden. */

const KERNEL = 'engine/kernel/';
const KAFKA = 'engine/kafka/';
const ASSIGNORS = 'engine/assignors/';
const WORLD = 'engine/world/';

/** Types of what crosses the thread boundary: the page may know their shape, never run them. */
export const TYPES_ONLY_FOR_PAGE: readonly string[] = [
  KERNEL,
  KAFKA,
  WORLD,
  'engine/links/',
  'engine/measures/',
  'engine/invariants/',
];

/** Engine values that the page may use: words, and arithmetic on instants. */
export const VALUES_FOR_PAGE: readonly string[] = [
  'engine/kafka/error-code.ts',
  'engine/kernel/time.ts',
  'engine/kernel/assert.ts',
  'engine/links/',
];

export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'engine/kernel/': [KERNEL],
  'engine/kafka/': [KERNEL, KAFKA],
  'engine/assignors/': [KERNEL, KAFKA, ASSIGNORS],
  'engine/servers/apache-kafka/': [KERNEL, KAFKA, ASSIGNORS, 'engine/servers/apache-kafka/'],
  'engine/clients/java-consumer/': [KERNEL, KAFKA, ASSIGNORS, 'engine/clients/java-consumer/'],
  'engine/world/': [KERNEL, KAFKA, WORLD],
  'engine/measures/': [KERNEL, KAFKA, WORLD, 'engine/measures/'],
  'engine/invariants/': [KERNEL, KAFKA, WORLD, 'engine/measures/', 'engine/invariants/'],
  'engine/history/': [KERNEL, KAFKA, WORLD, 'engine/measures/', 'engine/invariants/', 'engine/history/'],
  'engine/scenarios/': [KERNEL, KAFKA, WORLD, 'engine/measures/', 'engine/scenarios/'],
  'engine/links/': [KERNEL, KAFKA, WORLD, 'engine/links/'],
  'engine/catalogue.ts': ['engine/'],
  'contract/': [KERNEL, KAFKA, WORLD, 'engine/measures/', 'engine/invariants/', 'engine/links/', 'contract/'],
  'worker/': ['engine/', 'contract/', 'worker/'],
  'app/client/': ['contract/', 'engine/links/', 'app/client/'],
  'app/store/': [
    'contract/',
    'app/client/',
    'app/store/',
    'app/draw/',
    ...TYPES_ONLY_FOR_PAGE,
    ...VALUES_FOR_PAGE,
  ],
  'app/acts/': ['contract/', 'app/store/', 'app/acts/', ...TYPES_ONLY_FOR_PAGE],
  'app/widgets/': ['app/widgets/', 'app/draw/'],
  'app/draw/': [
    'contract/',
    'app/draw/',
    'app/store/selection.ts',
    ...TYPES_ONLY_FOR_PAGE,
    ...VALUES_FOR_PAGE,
  ],
  'app/theme/': [],
  'app/views/': [
    'contract/',
    'app/views/',
    'app/store/',
    'app/acts/',
    'app/widgets/',
    'app/draw/',
    ...TYPES_ONLY_FOR_PAGE,
    ...VALUES_FOR_PAGE,
  ],
  'app/shell/': ['contract/', 'app/', ...TYPES_ONLY_FOR_PAGE, ...VALUES_FOR_PAGE],
  'conformance/': ['engine/', 'conformance/'],
  'main.tsx': ['app/', 'contract/'],
  'testing/': ['engine/', 'contract/', 'worker/', 'app/', 'conformance/', 'testing/'],
};
