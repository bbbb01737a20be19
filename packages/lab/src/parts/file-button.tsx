import type { JSX } from "preact";
import { useRef } from "preact/hooks";

type FileButtonProps = {
  readonly text: string;
  /** What is asked for, for those who cannot see the page around it. */
  readonly label: string;
  readonly isPrimary?: boolean;
  /** The endings and types that the browser offers; all where nothing is said. */
  readonly accept?: string;
  readonly take: (file: File) => void;
};

/** A button that asks for a file of the visitor's. */
export function FileButton({ text, label, isPrimary, accept, take }: FileButtonProps): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class={isPrimary ? "primary" : undefined} onClick={() => input.current?.click()}>
        {text}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file can be chosen again.
          currentTarget.value = "";
          if (file !== undefined) take(file);
        }}
      />
    </>
  );
}
