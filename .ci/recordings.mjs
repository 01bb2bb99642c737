// Prints the recordings below a folder whose form has a replayer that is done, one path a line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const DONE = ['classic', 'assignor'];
const [root = '.'] = process.argv.slice(2);

function formOf(path) {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  try {
    return JSON.parse(text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'))).form;
  } catch {
    return undefined;
  }
}

for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
  const path = join(root, name);
  if (/\.jsonl(\.gz)?$/.test(name) && DONE.includes(formOf(path))) console.log(path);
}
