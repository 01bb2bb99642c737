/** One setting opened in place: its facts, whom a change is for, and what Kafka would do with a bad value. */
import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { sessionActs } from '../../store/session.ts';
import type { SettingFacts } from '../../draw/settings-reference.ts';
import { Button } from '../../widgets/Button.tsx';
import { Code } from '../../widgets/Code.tsx';
import { Segmented } from '../../widgets/Segmented.tsx';
import { objectionTo, rangeText, type Around, type Objection } from './settings-check.ts';
import { Words } from './Words.tsx';

export interface SettingEditorProps {
  readonly facts: SettingFacts;
  readonly value: string;
  readonly node?: string;
  readonly around: Around;
  readonly onClose: () => void;
}

export function SettingEditor({ facts, value, node, around, onClose }: SettingEditorProps) {
  const { key, scope } = facts;
  const [text, setText] = useState(value);
  const [whose, setWhose] = useState<'one' | 'all'>(
    node === undefined || scope === 'brokers' ? 'all' : 'one',
  );
  const said = useId();
  const objection = objectionTo(key, text.trim(), around);
  const isSame = text.trim() === value;
  const open = (chosen: string): void => {
    const target = whose === 'one' && node !== undefined ? node : scope;
    const name = whose === 'one' && node !== undefined ? `${node}: ${key} ${chosen}` : `${key} ${chosen}`;
    sessionActs().edit({ type: 'setting', scope: target, key, value: chosen }, name);
    onClose();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (objection === null && !isSame) open(text.trim());
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <form className="inspector-editor" ref={showWhole} onSubmit={submit} onKeyDown={keys}>
      <Line facts={facts} text={text} isBad={objection !== null} said={said} onText={setText} />
      <div id={said} role="status">
        {objection !== null && <Objecting objection={objection} text={text} onUse={setText} onSend={open} />}
      </div>
      <Facts facts={facts} around={around} />
      {node !== undefined && scope === 'consumers' && <Whose node={node} value={whose} onChange={setWhose} />}
      <p className="inspector-editor-from">
        From 0.000: it is read when a process starts. The run you see is kept as a branch.
      </p>
      <div className="inspector-editor-end">
        <Button
          kind="primary"
          size="small"
          hotkey="⏎"
          reason={reasonOf(objection, isSame)}
          onPress={() => open(text.trim())}
        >
          Open branch
        </Button>
        <Button kind="quiet" size="small" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** Down to its button, where there is room for it. */
function showWhole(form: HTMLFormElement | null): void {
  form?.scrollIntoView({ block: 'nearest' });
}

function reasonOf(objection: Objection | null, isSame: boolean): string | null {
  if (objection !== null) return 'needs a value that Kafka takes';
  return isSame ? 'it is this already' : null;
}

function Objecting(props: {
  readonly objection: Objection;
  readonly text: string;
  readonly onUse: (value: string) => void;
  readonly onSend: (value: string) => void;
}) {
  const { objection, text, onUse, onSend } = props;
  const { instead, isModelled, sentence } = objection;
  return (
    <>
      <p className="inspector-objection">
        <Words text={sentence} />
      </p>
      <div className="inspector-editor-end">
        {instead !== null && (
          <Button size="small" onPress={() => onUse(instead)}>
            Use {instead}
          </Button>
        )}
        <Button
          kind="quiet"
          size="small"
          reason={isModelled ? null : 'a process that cannot read its configuration is not modelled'}
          onPress={() => onSend(text.trim())}
        >
          Send it anyway
        </Button>
      </div>
    </>
  );
}

function Facts({ facts, around }: { readonly facts: SettingFacts; readonly around: Around }) {
  const { byDefault, history, range, readBy, takesEffect, plain } = facts;
  const allowed = rangeText(facts, around);
  return (
    <dl className="inspector-facts">
      <dt>meaning</dt>
      <dd>{plain}</dd>
      <dt>default</dt>
      <dd>
        <Code>{byDefault === '' ? 'not set' : byDefault.replaceAll(',', ',\u200B')}</Code>
        {history !== undefined && ` ${history}`}
      </dd>
      {(allowed !== '' || range !== undefined) && (
        <>
          <dt>allowed</dt>
          <dd>
            {allowed !== '' && <Code>{allowed}</Code>}
            {allowed !== '' && range !== undefined && ', '}
            {range !== undefined && <Words text={range} />}
          </dd>
        </>
      )}
      <dt>who reads it</dt>
      <dd>{readBy}</dd>
      <dt>takes effect</dt>
      <dd>{takesEffect}</dd>
    </dl>
  );
}

function Line(props: {
  readonly facts: SettingFacts;
  readonly text: string;
  readonly isBad: boolean;
  readonly said: string;
  readonly onText: (text: string) => void;
}) {
  const { facts, text, isBad, said, onText } = props;
  const { key, unit } = facts;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <label className="inspector-editor-line">
      <b>
        <Code>{key}</Code>
      </b>
      <span className="inspector-input">
        <input
          ref={field}
          className={isBad ? 'bad' : undefined}
          value={text}
          size={Math.max(5, Math.min(24, text.length + 1))}
          spellCheck={false}
          aria-invalid={isBad}
          aria-describedby={said}
          inputMode={facts.kind === 'number' ? 'numeric' : 'text'}
          onChange={(event) => onText(event.target.value)}
        />
        {unit !== '' && <span>{unit}</span>}
      </span>
    </label>
  );
}

function Whose(props: {
  readonly node: string;
  readonly value: 'one' | 'all';
  readonly onChange: (value: 'one' | 'all') => void;
}) {
  const { node, value, onChange } = props;
  return (
    <div className="inspector-editor-for">
      <span>for</span>
      <Segmented
        label="For whom"
        value={value}
        options={[
          { value: 'one', label: node },
          { value: 'all', label: 'all consumers' },
        ]}
        onChange={onChange}
      />
    </div>
  );
}
