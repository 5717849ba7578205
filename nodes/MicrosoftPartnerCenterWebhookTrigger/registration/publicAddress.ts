/**
 * Hosts that exist only on a machine or in a private network: loopback, link-local and private addresses
 * (RFC 1918, RFC 4193), names without a domain, and names that are never public (RFC 6761, RFC 6762, RFC 9476).
 */
const LOCAL_HOSTS = [
	/^(?:0|10|127)(?:\.\d+){3}$/,
	/^169\.254(?:\.\d+){2}$/,
	/^172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}$/,
	/^192\.168(?:\.\d+){2}$/,
	/^\[(?:::1?|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*)\]$/,
	/^[^.:]+$/,
	/\.(?:localhost|local|internal|test|invalid)$/,
];

/** Whether Partner Center can't reach the host, which is in the form of a URL object's `hostname`. */
export function isLocal(hostname: string): boolean {
	const host = hostname.replace(/\.$/, '');
	return LOCAL_HOSTS.some((pattern) => pattern.test(host));
}
