import { register } from 'node:module';

register(new URL('./fresh-hooks.js', import.meta.url));
