// Set-StrictMode: makes careless references errors in the current scope.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';

/** What `Latest` stands for. */
const latestStrictMode = 7;

export const setStrictMode = defineCmdlet({
  name: 'Set-StrictMode',
  defaultParameterSet: 'Version',
  synopsis: 'Establishes and enforces coding rules in expressions, scripts, and scriptblocks.',
  parameters: {
    Off: { type: 'switch', sets: { Off: { mandatory: true } } },
    Version: { type: 'string', aliases: ['v'], sets: { Version: { mandatory: true } } },
  },
  process(context, p) {
    if (p.Off) {
      context.session.scope.strictMode = 0;
      return;
    }
    const text = p.Version as string;
    const version = /^latest$/i.test(text) ? latestStrictMode : Number.parseFloat(text);
    if (Number.isNaN(version)) {
      context.throwTerminating(
        context.error(
          'System.Management.Automation.ParameterBindingException',
          `Cannot validate argument on parameter 'Version'. The value "${text}" is not a valid version.`,
          'ParameterArgumentTransformationError',
          'InvalidArgument',
          text,
        ),
      );
    }
    context.session.scope.strictMode = version;
  },
});
