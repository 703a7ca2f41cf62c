import { Fragment } from 'react';

/** A long name or code that may break at its underscores, not inside a word. */
export function Underscored({ text }: { readonly text: string }) {
  return text.split('_').map((word, at) => (
    <Fragment key={at}>
      {at > 0 ? (
        <>
          _<wbr />
        </>
      ) : null}
      {word}
    </Fragment>
  ));
}
