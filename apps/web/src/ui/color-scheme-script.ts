export const COLOR_SCHEME_KEY = 'quarterdeck.theme';
/** Mantine's own name, so that its dialogs follow. */
export const COLOR_SCHEME_ATTRIBUTE = 'data-mantine-color-scheme';

/** Runs before the first paint, so that a light console never flashes dark. Dark unless chosen otherwise. */
export const COLOR_SCHEME_SCRIPT = `try{var s=localStorage.getItem(${JSON.stringify(COLOR_SCHEME_KEY)});document.documentElement.setAttribute(${JSON.stringify(COLOR_SCHEME_ATTRIBUTE)},s==="light"?"light":"dark")}catch(e){}`;
