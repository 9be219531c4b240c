import { gatewayRoot, hostOf, originOf, routeUrl } from '../../../nodes/api/baseUrl';
import { Failed } from '../../../nodes/api/failure';
import { fc, holds } from '../../support/property';

const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);
const hosts = fc.oneof(
	fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => `${labels.join('.')}.test`),
	fc.ipV4(),
	fc.ipV6().map((address) => `[${address}]`),
	fc.constant('localhost'),
);
const origins = fc
	.tuple(
		fc.constantFrom('https', 'http', 'HTTPS'),
		hosts,
		fc.option(fc.integer({ min: 1, max: 65_535 })),
	)
	.map(([scheme, host, port]) => `${scheme}://${host}${port === null ? '' : `:${port}`}`);

/** Folders of a gateway before its version: none that is itself a version or a route. */
const folders = fc
	.array(fc.stringMatching(/^[a-z][a-z_]{0,7}x$/), { maxLength: 2 })
	.map((names) => names.map((name) => `/${name}`).join(''));

const routes = [
	...['/chat/completions', '/completions', '/models', '/embeddings', '/messages', '/responses'],
	...['/images/generations', '/audio/speech'],
];
/** What people paste behind the root of a gateway. */
const tails = fc
	.tuple(
		fc.constantFrom('', '/v1', ...routes.map((route) => `/v1${route}`), ...routes),
		fc.constantFrom('', '/', '//'),
	)
	.map((parts) => parts.join(''));
const queries = fc.constantFrom('', '?key=1', '?a=b&c=d%20e');
const ends = fc.constantFrom('', ' ', '\n', '\t ', '#top');

test('whatever is pasted behind the root of a gateway, it is the same gateway, with its query', () => {
	holds(
		fc.property(origins, folders, tails, queries, ends, (origin, folder, tail, query, end) => {
			const root = gatewayRoot(origin + folder);
			expect(root).toBe(new URL(origin).origin + folder);
			expect(gatewayRoot(origin + folder + tail + query + end)).toBe(root + query);
			expect(routeUrl(root + query, '/v1/models')).toBe(`${root}/v1/models${query}`);
		}),
		300,
	);
});

/** Paths of any kind, made of what the expressions look for. */
const paths = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				'',
				'v1',
				'v2',
				'v1beta',
				'v10',
				'openai',
				'api',
				'models',
				'chat',
				'..',
				'%2e',
			),
			fc.constantFrom(
				'completions',
				'embeddings',
				'messages',
				'v1x',
				'images',
				'generations',
				'@',
				'a b',
			),
			fc.webSegment(),
		),
		{ maxLength: 6 },
	)
	.map((names) => names.map((name) => `/${name}`).join(''));

test('the root of a root is the root, and host and port are never lost', () => {
	holds(
		fc.property(origins, paths, (origin, path) => {
			const root = gatewayRoot(origin + path);
			expect(gatewayRoot(root)).toBe(root);
			expect(root).not.toMatch(/\/$|[?#]/);
			expect(originOf(root)).toBe(new URL(origin).origin);
			expect(hostOf(root)).toBe(new URL(origin).host);
		}),
		500,
	);
});

test('a key goes to the host of the credential only, whatever the path of the route', () => {
	holds(
		fc.property(
			origins,
			paths,
			fc.constantFrom('/v1', ''),
			paths,
			(origin, path, version, route) => {
				const url = routeUrl(gatewayRoot(origin + path), `${version}/x${route}`);
				expect(originOf(url)).toBe(new URL(origin).origin);
				expect(new URL(url).username).toBe('');
			},
		),
		300,
	);
});

test('any text is an address of a gateway, or is refused in a sentence that does not quote it', () => {
	const texts = fc.oneof(
		fc.string(),
		fc.string({ unit: 'binary' }),
		fc.webUrl({ withQueryParameters: true, withFragments: true }),
		fc
			.tuple(origins, fc.string({ minLength: 1 }))
			.map(([origin, secret]) => origin.replace('://', `://${encodeURIComponent(secret)}:pw@`)),
		fc
			.tuple(fc.constantFrom('https://', 'ftp://', 'javascript:', '//', ''), fc.string())
			.map((two) => two.join('')),
	);
	holds(
		fc.property(texts, (text) => {
			try {
				const root = new URL(gatewayRoot(text));
				expect(['http:', 'https:']).toContain(root.protocol);
				expect(root.username + root.password + root.hash).toBe('');
			} catch (thrown) {
				expect(thrown).toBeInstanceOf(Failed);
				const { kind, message, description } = (thrown as Failed).failure;
				expect(kind).toBe('input');
				const secret = text.trim();
				if (secret.length >= 12) expect(`${message} ${description}`).not.toContain(secret);
			}
		}),
		500,
	);
});
