// Parameters of the content cmdlets, and what the provider is told of them.
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import type { ContentOptions } from '../../engine/definitions/provider.ts';

export const contentParameters = {
  Encoding: { type: 'string' },
  AsByteStream: { type: 'switch' },
} as const;

interface ContentArguments {
  readonly Encoding: string | undefined;
  readonly AsByteStream: boolean;
}

export function contentOptions(p: ContentArguments, more: Partial<ContentOptions> = {}): ContentOptions {
  return { ...(p.Encoding === undefined ? {} : { encoding: p.Encoding }), asByteStream: p.AsByteStream, ...more };
}

/** The error of a provider without content. */
export function noContent(context: CmdletContext): never {
  context.throwTerminating(
    context.error(
      'System.Management.Automation.PSNotSupportedException',
      'Cannot use interface. The IContentCmdletProvider interface is not supported by this provider.',
      'NotSupported',
      'NotImplemented',
    ),
  );
}
