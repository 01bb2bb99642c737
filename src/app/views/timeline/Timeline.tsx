/** The timeline; being built. */
export function Timeline() {
  return null;
}
