import { createTheme } from '@mantine/core';

/** Only what the tokens cannot reach: Mantine draws dialogs, drawers and menus, nothing else. */
export const theme = createTheme({
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-figures)',
  fontSizes: { xs: '11px', sm: '13px', md: '13px', lg: '15px', xl: '17px' },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
});
