/** POST /v1/responses: what answers on the route of chats, in the form of this one. */
import { chatRoute } from '../chatRoute.mjs';
import { responseEvents } from './events.mjs';
import { toChat } from './request.mjs';
import { responseBody } from './response.mjs';

/**
 * @param {import('../routes.mjs').Means} means
 * @returns {import('../server.mjs').Handler}
 */
export function responsesRoute(means) {
	const chat = chatRoute(means, 'responses');
	return async ({ body, json, stream, ...exchange }) => {
		const sent = toChat(await body());
		await chat({
			...exchange,
			body: () => Promise.resolve(sent),
			json: (completion) => json(responseBody(completion)),
			stream() {
				const { event, end } = stream();
				const events = responseEvents((data) => event(data, data.type));
				return {
					event: events.take,
					end() {
						events.finish();
						end();
					},
				};
			},
		});
	};
}
