/** A part of the explainer: a heading with a link of its own, prose, and a figure that computes when it comes near. */
import type { ComponentChildren, JSX } from "preact";
import { useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { TellContext } from "../../app/tell.js";
import { type Drawable, SettingContext } from "../../figures/setting.js";
import { Problem } from "../../parts/problem.js";
import type { Table } from "../view.js";
import type { PartId } from "./parameters.js";

type SectionProps = {
  readonly id: PartId;
  readonly title: string;
  /** Whether the link of the page names this part. */
  readonly wanted: boolean;
  readonly prose: ComponentChildren;
  /** What stands beside the prose; a figure that computes is made when it comes near. */
  readonly figure: () => ComponentChildren;
  readonly lazy?: boolean;
};

export function Section({ id, title, wanted, prose, figure, lazy = false }: SectionProps): JSX.Element {
  const box = useRef<HTMLElement>(null);
  const near = useNear(box);
  useEffect(() => {
    if (wanted) box.current?.scrollIntoView({ block: "start" });
  }, [wanted]);
  return (
    <section ref={box} class="part" id={`part-${id}`} aria-labelledby={`heading-${id}`}>
      <div class="telling">
        <h2 id={`heading-${id}`}>
          {title}
          {"\u00a0"}
          <a class="anchor" href={`#1/start?part=${id}`} aria-label={`Link to “${title}”`}>
            #
          </a>
        </h2>
        {prose}
      </div>
      <div class="showing">{near || !lazy ? figure() : <div class="reserve" />}</div>
    </section>
  );
}

/** Whether an element is or was less than a screen away: it stays true. */
function useNear(element: { readonly current: HTMLElement | null }): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        setNear(true);
        observer.disconnect();
      },
      { rootMargin: "60% 0px" },
    );
    if (element.current !== null) observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return near;
}

type BasisProps = {
  /** The numbers on which the figure rests, in one line. */
  readonly caption: string;
  readonly command: string;
  readonly tables: readonly Table[];
  readonly ready: boolean;
  /** What went wrong, if anything. */
  readonly problem: string | null;
  /** The state of the laboratory where it can be moved further. */
  readonly link: string;
  readonly linkText: string;
  readonly children: ComponentChildren;
};

/** What a figure rests on: so that it can be taken along, run in a terminal and moved further. */
export function Basis({
  caption,
  command,
  tables,
  ready,
  problem,
  link,
  linkText,
  children,
}: BasisProps): JSX.Element {
  const figures = useMemo(() => new Map<string, Drawable>(), []);
  const tell = useContext(TellContext);
  const setting = {
    view: "start",
    title: "Start here",
    caption,
    command,
    tables,
    ready,
    figures,
    tell,
  };
  return (
    <SettingContext.Provider value={setting}>
      <Problem text={problem} />
      {children}
      <p class="basis">
        <a href={`#${link}`}>{linkText} →</a>
        <code data-claim>{command}</code>
      </p>
    </SettingContext.Provider>
  );
}
