import type { Attack } from '../attack';
import { sendEndless } from '../sending';

/** Answers that point somewhere else. */
export const redirects: readonly Attack[] = [
	...[301, 302, 307, 308].map(
		(status): Attack => ({
			name: `redirects without end (${status})`,
			send: ({ request, response }) => {
				const [path = ''] = String(request.url).split('?');
				const location = `${path}?hostile=${Math.random()}`;
				response.writeHead(status, { location }).end();
			},
		}),
	),
	...[
		['a file of this machine', 'file:///etc/passwd'],
		['a data URL', 'data:application/json,{"choices":[{"message":{"content":"no"}}]}'],
		['a script', 'javascript:alert(1)'],
		['nothing that can be read', 'http://[::1'],
		['a port that is none', 'http://127.0.0.1:99999/'],
		['an FTP server', 'ftp://127.0.0.1/a'],
	].map(
		([what, location]): Attack => ({
			name: `a redirect to ${what}`,
			send: ({ response }) => response.writeHead(307, { location }).end(),
		}),
	),
	{
		name: 'a redirect to another server, with 307',
		on: ['json', 'events', 'speech'],
		send: ({ response, victim }) => response.writeHead(307, { location: `${victim}/stolen` }).end(),
	},
	{
		name: 'a redirect of 12,000 characters',
		send: ({ response }) =>
			response.writeHead(307, { location: `http://127.0.0.1/${'a'.repeat(12_000)}` }).end(),
	},
	{
		name: 'a redirect of 100,000 characters',
		kinds: ['network'],
		send: ({ response }) => response.writeHead(307, { location: `/${'a'.repeat(100_000)}` }).end(),
	},
	{
		name: 'redirects with a body without end',
		send: async ({ request, response }) => {
			const [path = ''] = String(request.url).split('?');
			response.writeHead(307, { location: `${path}?hostile=${Math.random()}` });
			await sendEndless(response, 'abcdefgh');
		},
	},
];
