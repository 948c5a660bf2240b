"use strict";
/* Drawings of the reckoner. */
