import { defined } from '../api/defined';
import { isObject } from '../api/json';

/** What is read of one error of a chain. */
export interface Link {
	name: string;
	code: string;
	/** What the operating system was asked to do when it failed; empty where nobody asked it. */
	syscall: string;
	message: string;
	/** Whom it was about: the address and port of a connection, the name that was looked up. */
	address?: string;
	port?: number;
	hostname?: string;
	/** Whether the TLS handshake of its connection was over: until then Node.js sends nothing of a request. */
	isSecured?: boolean;
}

/** An error with all that it wraps: n8n, its HTTP client and Node.js (several addresses of a host) wrap others. */
export function linksOf(thrown: unknown, depth = 0): Link[] {
	if (!isObject(thrown) || depth > 5) return [];
	const { name, code, httpCode, syscall, message, cause, error, reason, errors } = thrown;
	const { address, port, hostname } = thrown;
	const words = typeof message === 'string' ? message : '';
	const named = [code, httpCode].find((one) => typeof one === 'string' && /^[A-Z]/.test(one));
	const link = {
		name: typeof name === 'string' ? name : '',
		code: typeof named === 'string' ? named : '',
		// A copy of an error has its words at least: "read ETIMEDOUT".
		syscall: typeof syscall === 'string' ? syscall : (/^(\w+) E[A-Z_]+\b/.exec(words)?.[1] ?? ''),
		message: words,
		...(typeof address === 'string' ? { address } : {}),
		...(typeof port === 'number' ? { port } : {}),
		...(typeof hostname === 'string' ? { hostname } : {}),
		...defined({ isSecured: isSecured(thrown.request) }),
	};
	const wrapped = [cause, error, reason, ...(Array.isArray(errors) ? errors.slice(0, 20) : [])];
	return [link, ...wrapped.flatMap((one) => linksOf(one, depth + 1))];
}

/** What the socket of a request tells (`secureConnecting` of Node.js); undefined where it has none, or no TLS. */
function isSecured(request: unknown): boolean | undefined {
	const socket = isObject(request) ? request.socket : undefined;
	const isOpen = isObject(socket) ? socket.secureConnecting : undefined;
	return typeof isOpen === 'boolean' ? !isOpen : undefined;
}
