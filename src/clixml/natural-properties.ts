// The properties that .NET gives the complex types of the value model, in the order in which PowerShell writes them.

import { Hashtable } from '../psobject/collections.ts';
import { NetException } from '../psobject/exception.ts';
import { BigInteger, Int64, UInt32 } from '../psobject/numbers.ts';
import { PSObject } from '../psobject/ps-object.ts';
import { InformationRecord } from '../psobject/records.ts';
import { DateTime, DateTimeOffset, EnumValue, PSCredential, SwitchParameter, TimeSpan } from '../psobject/values.ts';
import type { PropertyValue } from './adapter.ts';
import { ForeignObject } from './foreign-object.ts';
import { genericName, typedList } from './generic-collections.ts';
import { naturalTextOf } from './natural-text.ts';
import { typeChain } from './type-names.ts';

/** Exceptions that override Message; reflection then lists it before what the type adds. */
const messageFirst = /^System\.(?:Argument\w*|IO\.FileNotFound|IO\.FileLoad|BadImageFormat|ObjectDisposed)Exception$/;

const runtimeException = 'System.Management.Automation.RuntimeException';

const noData = (): PSObject => {
  const result = new PSObject(new Hashtable());
  result.typeNames = ['System.Collections.ListDictionaryInternal', 'System.Object'];
  return result;
};

function* exceptionProperties(exception: NetException): Generator<PropertyValue> {
  const message: PropertyValue = ['Message', exception.message];
  const isMessageFirst = messageFirst.test(exception.typeName);
  if (isMessageFirst) yield message;
  yield* exception.properties;
  if (typeChain(exception.typeName, true).includes(runtimeException)) {
    // The record is a level below the exception, whose depth is always 1: it travels as its text.
    yield [
      'ErrorRecord',
      exception.errorRecord === undefined ? exception.message : naturalTextOf(exception.errorRecord),
    ];
    yield ['WasThrownFromThrowStatement', exception.wasThrownByStatement];
  }
  yield ['TargetSite', null];
  if (!isMessageFirst) yield message;
  yield ['Data', noData()];
  yield ['InnerException', exception.inner ?? null];
  yield ['HelpLink', null];
  yield ['Source', null];
  yield ['HResult', exception.hResult];
  yield ['StackTrace', exception.stackTrace ?? null];
}

const weekDays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const ticksPerMillisecond = 10_000n;
const ticksPerMinute = 600_000_000n;
const ticksPerDay = 864_000_000_000n;
const unixEpoch = 621_355_968_000_000_000n;

function dateTimeOffsetProperties({ ticks, offsetMinutes }: DateTimeOffset): PropertyValue[] {
  const date = new Date(Number((ticks - unixEpoch) / ticksPerMillisecond));
  const utc = ticks - BigInt(offsetMinutes) * ticksPerMinute;
  const belowSecond = Number(ticks % 10_000_000n);
  return [
    ['DateTime', new DateTime(ticks)],
    ['UtcDateTime', new DateTime(utc, 'Utc')],
    ['LocalDateTime', new DateTime(utc, 'Local')],
    ['Date', new DateTime(ticks - (ticks % ticksPerDay))],
    ['Day', date.getUTCDate()],
    ['DayOfWeek', new EnumValue('System.DayOfWeek', date.getUTCDay(), weekDays[date.getUTCDay()]!)],
    ['DayOfYear', Math.floor((date.getTime() - new Date(date).setUTCMonth(0, 1)) / 86_400_000) + 1],
    ['Hour', date.getUTCHours()],
    ['Millisecond', Math.floor(belowSecond / 10_000)],
    ['Microsecond', Math.floor(belowSecond / 10) % 1000],
    ['Nanosecond', (belowSecond % 10) * 100],
    ['Minute', date.getUTCMinutes()],
    ['Month', date.getUTCMonth() + 1],
    ['Offset', new TimeSpan(BigInt(offsetMinutes) * ticksPerMinute)],
    ['TotalOffsetMinutes', offsetMinutes],
    ['Second', date.getUTCSeconds()],
    ['Ticks', new Int64(ticks)],
    ['UtcTicks', new Int64(utc)],
    ['TimeOfDay', new TimeSpan(ticks % ticksPerDay)],
    ['Year', date.getUTCFullYear()],
  ];
}

function bigIntegerProperties({ value }: BigInteger): PropertyValue[] {
  const isPowerOfTwo = value > 0n && (value & (value - 1n)) === 0n;
  return [
    ['IsPowerOfTwo', isPowerOfTwo],
    ['IsZero', value === 0n],
    ['IsOne', value === 1n],
    ['IsEven', value % 2n === 0n],
    ['Sign', value === 0n ? 0 : value < 0n ? -1 : 1],
  ];
}

function informationProperties(record: InformationRecord): PropertyValue[] {
  return [
    ['MessageData', record.messageData],
    ['Source', record.source],
    ['TimeGenerated', record.timeGenerated ?? null],
    ['Tags', typedList(genericName('System.Collections.Generic.List', 'System.String'), record.tags)],
    ['User', record.user],
    ['Computer', record.computer],
    ['ProcessId', new UInt32(record.processId)],
    ['NativeThreadId', new UInt32(record.nativeThreadId)],
    ['ManagedThreadId', new UInt32(record.managedThreadId)],
  ];
}

type Describe<T> = readonly [
  type: abstract new (...args: never[]) => T,
  describe: (value: T) => Iterable<PropertyValue>,
];

const describers = [
  [NetException, exceptionProperties] satisfies Describe<NetException>,
  [ForeignObject, (object) => object.properties] satisfies Describe<ForeignObject>,
  [SwitchParameter, ({ isPresent }) => [['IsPresent', isPresent]]] satisfies Describe<SwitchParameter>,
  [
    PSCredential,
    ({ userName, password }) => [
      ['UserName', userName],
      ['Password', password],
    ],
  ] satisfies Describe<PSCredential>,
  [DateTimeOffset, dateTimeOffsetProperties] satisfies Describe<DateTimeOffset>,
  [BigInteger, bigIntegerProperties] satisfies Describe<BigInteger>,
  [InformationRecord, informationProperties] satisfies Describe<InformationRecord>,
] as unknown as readonly Describe<unknown>[];

/** The properties of a value that is neither a primitive, a collection, an enumeration value nor an ErrorRecord. */
export function naturalPropertiesOf(value: object): Iterable<PropertyValue> {
  return describers.find(([type]) => value instanceof type)?.[1](value) ?? [];
}
