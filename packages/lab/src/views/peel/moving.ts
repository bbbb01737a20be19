/** Nodes glide to where a new layout puts them; who wants less motion sees them there at once. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Layout, Place } from "./layout.js";

type Places = Pick<Layout, "skills" | "texts">;

const duration = 450;

export function useMoving(layout: Layout): Places {
  const shown = useRef<{ places: Places; width: number }>({ places: layout, width: layout.width });
  const [, setTurn] = useState(0);
  const { places, width } = shown.current;
  // Another graph, or another width of the page, is there at once.
  const glides =
    width === layout.width &&
    places.skills.length === layout.skills.length &&
    !matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!glides) shown.current = { places: layout, width: layout.width };
  useEffect(() => {
    const from = shown.current.places;
    if (from === layout) return;
    let start: number | null = null;
    let request = 0;
    const frame = (now: number): void => {
      start ??= now;
      const passed = Math.min(1, (now - start) / duration);
      const eased = 1 - (1 - passed) ** 3;
      shown.current = { places: passed === 1 ? layout : between(from, layout, eased), width: layout.width };
      setTurn((turn) => turn + 1);
      if (passed < 1) request = requestAnimationFrame(frame);
    };
    request = requestAnimationFrame(frame);
    return () => cancelAnimationFrame(request);
  }, [layout]);
  // Texts may have been added since.
  return shown.current.places.texts.length === layout.texts.length ? shown.current.places : layout;
}

function between(from: Places, to: Places, share: number): Places {
  const mix = (a: Place, b: Place): Place => ({
    x: a.x + share * (b.x - a.x),
    y: a.y + share * (b.y - a.y),
  });
  return {
    skills: to.skills.map((place, i) => mix(from.skills[i], place)),
    texts: to.texts.map((place, i) => (place === null ? null : mix(from.texts[i] ?? place, place))),
  };
}
