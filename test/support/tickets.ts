import type { IDataObject } from 'n8n-workflow';
import type { ChatRun } from './chat';
import type { Received } from './gateway';

/** Input items that can be told apart: `{ticket: 0}`, `{ticket: 1}` and so on. */
export function tickets(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, ticket) => ({ ticket }));
}

/** Parameters with which every item asks about its ticket. */
export const perTicket = { messages: { values: [{ content: '=Ticket {{ $json.ticket }}' }] } };

/** Which ticket a request is about. */
export function ticketOf({ body }: Received): number {
	return Number(body.messages[0].content.slice('Ticket '.length));
}

/** Requests by ticket. */
export function countByTicket(requests: readonly Received[], count: number): number[] {
	const counts = Array<number>(count).fill(0);
	for (const request of requests) counts[ticketOf(request)] = (counts[ticketOf(request)] ?? 0) + 1;
	return counts;
}

/** Every item answers its own ticket, in the order of the input. */
export function expectAnswersInOrder({ items }: ChatRun, count: number): void {
	expect(items.map(({ json, pairedItem }) => [json.text, pairedItem])).toEqual(
		tickets(count).map(({ ticket }) => [`Done ${ticket}`, { item: ticket }]),
	);
}

/** Kinds of the failed items of a run, and how many there are of each. */
export function failuresByKind({ items }: Pick<ChatRun, 'items'>): { [kind: string]: number } {
	const counts: { [kind: string]: number } = {};
	for (const { json } of items) {
		const kind = (json.error as IDataObject | undefined)?.kind;
		if (typeof kind === 'string') counts[kind] = (counts[kind] ?? 0) + 1;
	}
	return counts;
}

/** A member of what the items say of their requests, added up. */
export function sumOf({ items }: ChatRun, member: 'sent' | 'attempts' | 'refused'): number {
	return items.reduce((sum, { json }) => sum + Number((json.request as IDataObject)[member]), 0);
}
