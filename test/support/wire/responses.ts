import type { IDataObject } from 'n8n-workflow';
import type { Answer, Ask, Want, WireCase } from './case';

/** A case of `responses.json`: two routes, and tools by their names. */
export interface ResponsesCase {
	nr: string;
	title: string;
	ask: Ask & { tools?: readonly string[] };
	answer: Answer;
	/** What the other route answers. */
	then?: Answer & { route: string };
	/** `routes`: those that were asked, in order. */
	want: Want & { routes?: readonly string[] };
}

const chat = '/v1/chat/completions';

/** Such a case in the form of the others: the route is chosen by the option API, and left to the node where both answer. */
export function asWireCase({ nr, title, ask, answer, then, want }: ResponsesCase): WireCase {
	const { tools, route, ...rest } = ask;
	const { routes, ...wanted } = want;
	const isOther = route !== chat;
	return {
		nr,
		title,
		ask: {
			...rest,
			route: chat,
			options: {
				...rest.options,
				...(isOther ? { api: 'responses' } : {}),
				...(tools ? { tools: JSON.stringify(tools.map(toolNamed)) } : {}),
			},
		},
		answers: [{ ...answer, path: route }, ...(then ? [{ ...then, path: then.route }] : [])],
		want: { ...wanted, paths: routes ?? [route] },
	};
}

function toolNamed(name: string): IDataObject {
	return { type: 'function', function: { name, parameters: { type: 'object', properties: {} } } };
}
