/** Whether what is dragged are files, and not a text or a link of the page. */
export function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
