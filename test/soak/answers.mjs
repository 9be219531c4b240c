/** What the gateway of the soak says: some 430 characters that no other ticket gets. */

const words = 'The parcel is on its way, was promised for Friday, and the customer wants a call. ';

/** @param {number | string} ticket its number */
export const answerTo = (ticket) => `Ticket ${ticket}: ${words.repeat(5)}End of ${ticket}.`;

const usage = { prompt_tokens: 21, completion_tokens: 90, total_tokens: 111 };

/** One event of a stream. @param {unknown} data */
export const event = (data) =>
	`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;

/** The events of an answer, up to its usage; `[DONE]` is not among them. @param {number} ticket @param {string} model */
export function eventsOf(ticket, model) {
	const base = { id: `chatcmpl-${ticket}`, object: 'chat.completion.chunk', created: 1, model };
	const chunk = (delta, finish_reason = null) =>
		event({ ...base, choices: [{ index: 0, delta, finish_reason }] });
	const pieces = answerTo(ticket).match(/.{1,40}/gs);
	return [
		chunk({ role: 'assistant', content: '' }),
		...pieces.map((content) => chunk({ content })),
		chunk({}, 'stop'),
		event({ ...base, choices: [], usage }),
	];
}

/** What the node makes of such an answer. @param {string} text stands for the text */
export const outputOf = (text) => ({
	text,
	message: { role: 'assistant', content: text },
	finish_reason: 'stop',
	truncated: false,
	model: 'soak',
	id: 'chatcmpl-100000',
	usage,
	request: { sent: 1, attempts: 1, refused: 0, duration_ms: 300, host: '127.0.0.1:40000' },
});
