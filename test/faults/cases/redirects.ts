import { json, routes } from '../../cases/own/build';
import { png } from '../../support/files';
import { pause } from '../../support/gateway';
import type { Answer } from '../../support/wire/case';
import { differs } from '../../support/wire/compare';
import {
	fails,
	groups,
	recovered,
	type Came,
	type FaultCase,
	type OpensServer,
	type OpenServer,
} from '../case';
import { inOrder, openGateway, withStranger } from '../server';
import { good, repeatable } from './answers';
import { faultIn } from './build';

const fault = faultIn(groups.H);

const statuses = [301, 302, 307, 308];
const elsewhere = '/elsewhere';
const moved = (status: number, location: string | undefined): Answer => ({
	status,
	headers: location === undefined ? {} : { location },
	body: '',
});

/** Points to another server, which would answer well. */
const toStranger =
	(status: number, path = elsewhere): OpensServer =>
	async () =>
		await withStranger(inOrder(good), (url) => inOrder(moved(status, url + path)));

/** The other server was not asked at all. */
const isUnasked = (_came: Came, { elsewhere: what }: OpenServer): string[] =>
	differs('requests elsewhere', what?.(), []);

/** Every path points to the next one. */
const hops: OpensServer = async () =>
	await openGateway((request, response) => {
		const next = Number(/\d+$/.exec(request.path.replace('/v1', ''))?.[0] ?? 0) + 1;
		response.writeHead(307, { location: `/hop/${next}` }).end();
	});

const picture = png();

/** Redirects: the key goes nowhere but to the gateway's own origin. */
export const redirects: readonly FaultCase[] = [
	...fault(
		'a redirect within the same host',
		...statuses.map((status) => ({
			form: String(status),
			server: [
				{ ...moved(status, elsewhere), path: routes.chat },
				{ ...good, path: elsewhere },
			],
			outcome: recovered(6),
		})),
		...repeatable.slice(1).map(({ form, ask, good: answer, item, requests }) => ({
			form: `307, ${form}`,
			ask,
			server: [
				{ ...moved(307, elsewhere), path: ask.route ?? routes.chat },
				{ ...answer, path: elsewhere },
			],
			outcome: recovered(2 * requests, { item }),
		})),
		{
			form: '307, with the whole address',
			server: [
				{ ...moved(307, `http://{host}${elsewhere}`), path: routes.chat },
				{ ...good, path: elsewhere },
			],
			outcome: recovered(6),
		},
	),
	...fault(
		'a redirect to another host',
		...[...statuses, 303].map((status) => ({
			form: String(status),
			server: toStranger(status),
			outcome: fails('notFound', 'The gateway has moved: it points to http://127.0.0.1:…', 3),
			also: isUnasked,
		})),
		...repeatable.slice(1).map(({ form, ask, requests }) => ({
			form: `307, ${form}`,
			ask,
			server: toStranger(307),
			outcome: fails(
				'notFound',
				'The gateway has moved: it points to http://127.0.0.1:…',
				requests,
			),
			also: isUnasked,
		})),
		{
			form: '307 within the host first',
			server: async () =>
				await withStranger(inOrder(good), (url) =>
					inOrder([
						{ ...moved(307, elsewhere), path: routes.chat },
						{ ...moved(307, url), path: elsewhere },
					]),
				),
			outcome: fails('notFound', 'The gateway has moved: it points to http://127.0.0.1:…', 6),
			also: isUnasked,
		},
	),
	...fault(
		'a redirect to where nothing may be sent',
		{
			form: 'with a user name and password',
			server: moved(307, 'http://ada:sesame@127.0.0.1:9/v1'),
			outcome: fails('notFound', 'The gateway has moved: it points to http://127.0.0.1:9/v1', 3),
		},
		...[
			'http://169.254.169.254/latest/meta-data',
			'http://[::1]:9/v1/chat/completions',
			'//192.0.2.1/v1/chat/completions',
			'file:///etc/passwd',
			'ftp://127.0.0.1/',
		].map((location) => ({
			form: location,
			server: moved(307, location),
			outcome: fails('notFound', `The gateway has moved: it points to ${location}`, 3),
		})),
	),
	...fault('a redirect with the key in its address', {
		server: moved(307, 'http://127.0.0.2:9/{key}?key={key}'),
		outcome: fails(
			'notFound',
			'The gateway has moved: it points to http://127.0.0.2:9/[redacted]',
			3,
		),
	}),
	...fault(
		'a redirect without a usable address',
		{
			form: 'none',
			server: moved(307, undefined),
			outcome: fails(
				'notFound',
				'The gateway answered with status 307, which is not a completion',
				3,
			),
		},
		{
			form: 'broken',
			server: moved(307, 'http://['),
			outcome: fails('notFound', 'The gateway has moved: it points to http://[', 3),
		},
	),
	...fault(
		'another status of 3xx',
		...[300, 304, 305].map((status) => ({
			form: String(status),
			server: moved(status, undefined),
			outcome: fails(
				'notFound',
				`The gateway answered with status ${status}, which is not a completion`,
				3,
			),
		})),
	),
	...fault('a redirect in a circle', {
		server: moved(307, routes.chat),
		outcome: fails('notFound', `The gateway has moved: it points to ${routes.chat}`, 18),
	}),
	...fault('100 redirects in a row', {
		server: hops,
		outcome: fails('notFound', 'The gateway has moved: it points to /hop/6', 18),
	}),
	...fault('a redirect that takes its time', {
		server: async () =>
			await openGateway(async (request, response, position) => {
				await pause(50);
				if (request.path === elsewhere) return await inOrder(good)(request, response, position);
				return response.writeHead(308, { location: elsewhere }).end();
			}),
		outcome: recovered(6),
	}),
	...fault('an image at another host', {
		ask: { route: routes.images },
		server: async () =>
			await withStranger(inOrder({ content_type: 'image/png', body: [picture] }), (url) =>
				inOrder(json({ data: [{ url: `${url}/1.png` }] })),
			),
		outcome: recovered(3, {
			item: { files: { image: picture.length } },
			says: 'the image; it is fetched without the key',
		}),
	}),
	...fault('an image at another host, behind a redirect back to the gateway', {
		ask: { route: routes.images },
		server: async () => {
			let own = '';
			const stranger = await withStranger(
				(_request, response) => response.writeHead(302, { location: `${own}/1.png` }).end(),
				(url) =>
					inOrder([
						{ ...json({ data: [{ url: `${url}/1.png` }] }), path: routes.images },
						{ content_type: 'image/png', body: [picture], path: '/1.png' },
					]),
			);
			own = stranger.url;
			return stranger;
		},
		outcome: recovered(6, { item: { files: { image: picture.length } } }),
	}),
];
