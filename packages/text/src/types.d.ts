/** The part of tinyld that is used: its own types stand beside a condition of exports that TypeScript does not reach. */
declare module "tinyld" {
  export function detectAll(
    text: string,
    options?: { only?: readonly string[] },
  ): { lang: string; accuracy: number }[];
}
