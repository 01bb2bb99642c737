/** Saves this moment to a file, or opens one. */
import { useRef } from 'react';
import { Button } from '../widgets/Button.tsx';
import { Sheet } from './Sheet.tsx';
import { openFile, saveFile } from './sharing.ts';

export function FileSheet({ onClose }: { readonly onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <Sheet title="Save or open a file" onClose={onClose}>
      <p>
        The file holds what the link holds: the scenario, this branch, the moment and what is selected. It is
        plain JSON.
      </p>
      <div className="file-buttons">
        <Button
          kind="primary"
          onPress={() => {
            saveFile();
            onClose();
          }}
        >
          Save this moment
        </Button>
        <Button onPress={() => field.current?.click()}>Open a file…</Button>
        <input
          ref={field}
          type="file"
          accept="application/json,.json"
          aria-label="File to open"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file !== undefined) void openFile(file);
            onClose();
          }}
        />
      </div>
    </Sheet>
  );
}
