/** The end of every exhaustive switch of the page: a new variant of the engine's must break the build here. */
export { unreachable } from '../../engine/kernel/assert.ts';
