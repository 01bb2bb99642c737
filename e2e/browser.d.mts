export function findBrowser(): { executablePath?: string; channel?: string } | null;
