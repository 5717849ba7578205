import tls from 'node:tls';

import type { ForwardProxy } from '../../crm/forwardProxy.mts';

/** jest gives tests a copy of the process; the packages that test files share see the real one. */
const { env } = (globalThis as unknown as { requireOnce: NodeJS.Require }).requireOnce(
	'node:process',
) as NodeJS.Process;

/**
 * Makes n8n-core use the proxy, and trust its authority in addition to the usual ones. NODE_EXTRA_CA_CERTS does the
 * latter for a process that starts. @returns what ends that
 */
export function useProxy({ environment, authority }: ForwardProxy): () => void {
	const createSecureContext = tls.createSecureContext;
	tls.createSecureContext = (options) => {
		const secure = createSecureContext(options);
		(secure.context as { addCACert(pem: string): void }).addCACert(authority.pem);
		return secure;
	};
	Object.assign(env, environment);
	return () => {
		tls.createSecureContext = createSecureContext;
		for (const name of Object.keys(environment)) Reflect.deleteProperty(env, name);
	};
}
