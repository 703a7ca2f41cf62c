import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '../ui/mantine.css';
import '../ui/tokens.css';
import '../ui/base.css';

import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Shell } from '../features/frame/shell.tsx';
import { LiveProvider } from '../trpc/live-provider.tsx';
import { COLOR_SCHEME_SCRIPT } from '../ui/color-scheme-script.ts';

export const metadata: Metadata = {
  title: { default: 'Quarterdeck', template: '%s · Quarterdeck' },
  description: 'Operator console of the trading engine.',
  icons: { icon: '/icon.svg' },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'dark light',
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" data-mantine-color-scheme="dark" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: COLOR_SCHEME_SCRIPT }} />
      </head>
      <body>
        <LiveProvider>
          <Shell>{children}</Shell>
        </LiveProvider>
      </body>
    </html>
  );
}
