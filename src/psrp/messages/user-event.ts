// USER_EVENT (MS-PSRP 2.2.2.12).
import { anything, guid, int32, list, optional, string } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** An event that the client subscribed to with -Forward. */
export const userEvent = bagMessage('USER_EVENT', 'runspacePool', 'toClient', {
  eventIdentifier: ['PSEventArgs.EventIdentifier', int32],
  sourceIdentifier: ['PSEventArgs.SourceIdentifier', string],
  timeGenerated: ['PSEventArgs.TimeGenerated', anything],
  sender: ['PSEventArgs.Sender', optional(anything)],
  sourceArgs: ['PSEventArgs.SourceArgs', list(anything)],
  messageData: ['PSEventArgs.MessageData', optional(anything)],
  computerName: ['PSEventArgs.ComputerName', optional(string)],
  runspaceId: ['PSEventArgs.RunspaceId', guid],
});
export type UserEvent = MessageOf<typeof userEvent>;
