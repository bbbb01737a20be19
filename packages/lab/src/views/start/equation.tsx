/** Equations for those who ask for them. */
import type { ComponentChildren, JSX } from "preact";

export function Equation({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <details class="equation">
      <summary>{title}</summary>
      {children}
    </details>
  );
}

/** q' = exp(-c R exp(-c q)): one round of learning for Poisson texts, D = 1, infinitely many skills. */
export function RoundEquation(): JSX.Element {
  return (
    <math display="block">
      <msub>
        <mi>q</mi>
        <mtext>after</mtext>
      </msub>
      <mo>=</mo>
      <msup>
        <mi>e</mi>
        <mrow>
          <mo>−</mo>
          <mi>c</mi>
          <mi>R</mi>
          <msup>
            <mi>e</mi>
            <mrow>
              <mo>−</mo>
              <mi>c</mi>
              <msub>
                <mi>q</mi>
                <mtext>before</mtext>
              </msub>
            </mrow>
          </msup>
        </mrow>
      </msup>
    </math>
  );
}

/** P(a text of c skills on average has exactly one unknown skill) = c q e^(-c q). */
export function TeachEquation(): JSX.Element {
  return (
    <math display="block">
      <mi>P</mi>
      <mo>(</mo>
      <mtext>a text can teach</mtext>
      <mo>)</mo>
      <mo>=</mo>
      <mi>c</mi>
      <mi>q</mi>
      <mspace width="0.2em" />
      <msup>
        <mi>e</mi>
        <mrow>
          <mo>−</mo>
          <mi>c</mi>
          <mi>q</mi>
        </mrow>
      </msup>
    </math>
  );
}
