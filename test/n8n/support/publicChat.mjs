import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Says something to a public chat whose response mode is Streaming.
 *
 * @param {string} url of n8n
 * @param {string} id of the webhook
 * @param {string} chatInput
 * @returns {Promise<{ reads: number, chunks: { type: string, content?: string }[], text: string }>} in how many pieces
 *   it came, and the text of the answer
 */
export async function talk(url, id, chatInput, tries = 50) {
	const response = await fetch(`${url}/webhook/${id}/chat`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ action: 'sendMessage', sessionId: 'one', chatInput }),
	});
	if (response.status === 404 && tries > 0) {
		// n8n takes a moment to listen at the addresses of a workflow.
		await response.body?.cancel();
		await pause(200);
		return await talk(url, id, chatInput, tries - 1);
	}
	assert.equal(response.status, 200);
	const decoder = new TextDecoder();
	let whole = '';
	let reads = 0;
	for await (const bytes of response.body) {
		whole += decoder.decode(bytes, { stream: true });
		reads++;
	}
	const lines = whole.split('\n').filter((line) => line.trim() !== '');
	const chunks = lines.map((line) => JSON.parse(line));
	const pieces = chunks.filter(({ type }) => type === 'item').map(({ content }) => content);
	return { reads, chunks, text: pieces.join('') };
}
