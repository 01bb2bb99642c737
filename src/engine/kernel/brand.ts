/** Brands keep two numbers, or two texts, of different meaning from being mixed up; they cost nothing at run time. */
declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
