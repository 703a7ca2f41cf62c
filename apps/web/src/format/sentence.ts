/** Closed with a full stop, so that another sentence may follow. */
export const asSentence = (text: string): string =>
  text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
