/** What is known of samples from elsewhere: labels from people, scales and recordings. */
@NullMarked
package fr.gaveurs.console.backend.features.models.truth;

import org.jspecify.annotations.NullMarked;
