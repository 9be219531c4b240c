import type { Completion } from '../../../api/chat/completion';
import { type JsonObject, without } from '../../../api/json';
import { addUsage } from '../../../api/usage/usage';
import { keepSoFar } from '../keepSoFar';

/**
 * The answers that are missing where several were asked for on /v1/responses, which gives one to a request: each is a
 * request of its own. Their usage is added up; the body is that of the first, with those of the others under `further`.
 *
 * @throws Failed with the first answer and the usage of all, when one of them fails
 */
export async function withFurtherAnswers(
	first: Completion,
	body: JsonObject,
	ask: (body: JsonObject) => Promise<Completion>,
): Promise<Completion> {
	const missing = Number(body.n ?? 1) - first.choices.length;
	if (first.api !== 'responses' || !(missing > 0)) return first;
	const single = without(body, 'n');
	const asked = Array.from({ length: missing }, async () => await ask(single));
	const came = await Promise.allSettled(asked);
	const further = came.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
	const usage = [first, ...further].map((one) => one.usage).reduce(addUsage);
	const failed = came.find((one) => one.status === 'rejected');
	if (failed) {
		const { text } = first.choices[0];
		throw keepSoFar(failed.reason, { text: () => text, usage });
	}
	const choices = [first, ...further].map((one, index) => ({ ...one.choices[0], index }));
	return {
		...first,
		body: { ...first.body, further: further.map((one) => one.body) },
		choices: choices as Completion['choices'],
		usage,
	};
}
