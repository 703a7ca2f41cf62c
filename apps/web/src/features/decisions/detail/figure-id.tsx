import { Fragment } from 'react';

/** The id of a figure, which may break after its dots and underscores and nowhere else. */
export function FigureId({ id }: { readonly id: string }) {
  return (
    <code>
      {id.split(/(?<=[._])/).map((part, at) => (
        <Fragment key={at}>
          {at > 0 ? <wbr /> : null}
          {part}
        </Fragment>
      ))}
    </code>
  );
}
