// Write-Error: a non-terminating error of the caller's making.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { type ErrorCategory, ErrorRecord } from '../../psobject/error-record.ts';
import { NetException } from '../../psobject/exception.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import type { EnumValue } from '../../psobject/values.ts';

interface Texts {
  readonly CategoryActivity: string | undefined;
  readonly CategoryReason: string | undefined;
  readonly CategoryTargetName: string | undefined;
  readonly CategoryTargetType: string | undefined;
  readonly RecommendedAction: string | undefined;
}

function describe(context: CmdletContext, record: ErrorRecord, p: Texts): void {
  const info = record.categoryInfo;
  info.activity = p.CategoryActivity ?? 'Write-Error';
  if (p.CategoryReason !== undefined) info.reason = p.CategoryReason;
  if (p.CategoryTargetName !== undefined) info.targetName = p.CategoryTargetName;
  if (p.CategoryTargetType !== undefined) info.targetType = p.CategoryTargetType;
  if (p.RecommendedAction) {
    record.errorDetails = {
      message: record.errorDetails?.message ?? record.exception.message,
      recommendedAction: p.RecommendedAction,
    };
  }
  context.writeError(record);
}

const common = { NoException: {}, WithException: {} };

export const writeError = defineCmdlet({
  name: 'Write-Error',
  typeName: 'Microsoft.PowerShell.Commands.WriteErrorException',
  defaultParameterSet: 'NoException',
  synopsis: 'Writes an object to the error stream.',
  parameters: {
    Message: {
      type: 'string',
      aliases: ['Msg'],
      sets: { NoException: { position: 0, mandatory: true, pipeline: true }, WithException: {} },
      validate: [{ kind: 'allowNull' }, { kind: 'allowEmptyString' }],
    },
    Exception: { type: 'System.Exception', sets: { WithException: { mandatory: true } } },
    ErrorRecord: { type: 'System.Management.Automation.ErrorRecord', sets: { ErrorRecord: { mandatory: true } } },
    Category: { type: 'System.Management.Automation.ErrorCategory', sets: common },
    ErrorId: { type: 'string', sets: common },
    TargetObject: { type: 'object', sets: common },
    RecommendedAction: { type: 'string' },
    CategoryActivity: { type: 'string', aliases: ['Activity'] },
    CategoryReason: { type: 'string', aliases: ['Reason'] },
    CategoryTargetName: { type: 'string', aliases: ['TargetName'] },
    CategoryTargetType: { type: 'string', aliases: ['TargetType'] },
  },
  examples: [
    {
      code: "Write-Error 'no such part' -ErrorAction SilentlyContinue; $Error[0].Exception.Message",
      description: 'An error that is kept but not shown.',
      output: 'no such part',
    },
  ],
  process(context, p) {
    const given = baseOf(p.ErrorRecord ?? null);
    if (given instanceof ErrorRecord) {
      const copy = new ErrorRecord(given.exception, given.errorId, given.categoryInfo.category, given.targetObject);
      Object.assign(copy.categoryInfo, given.categoryInfo);
      copy.errorDetails = given.errorDetails;
      copy.fullyQualifiedErrorIdOverride = given.fullyQualifiedErrorIdOverride;
      describe(context, copy, {
        ...p,
        CategoryActivity: p.CategoryActivity ?? (given.categoryInfo.activity || undefined),
      });
      return;
    }
    const exception = baseOf(p.Exception ?? null);
    const typeName = 'Microsoft.PowerShell.Commands.WriteErrorException';
    const record = new ErrorRecord(
      exception instanceof NetException ? exception : new NetException(typeName, p.Message ?? ''),
      p.ErrorId ?? (exception instanceof NetException ? exception.typeName : typeName),
      ((p.Category as EnumValue | undefined)?.text ?? 'NotSpecified') as ErrorCategory,
      p.TargetObject ?? null,
    );
    if (exception instanceof NetException && p.Message) {
      record.errorDetails = { message: p.Message, recommendedAction: undefined };
    }
    describe(context, record, p);
  },
});
