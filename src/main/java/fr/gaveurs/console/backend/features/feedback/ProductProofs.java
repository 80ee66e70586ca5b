package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.ProductProof;
import fr.gaveurs.console.api.log.Log.Proof;
import fr.gaveurs.console.api.products.Products.Product;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** Says whether products, and what called them back, are as they were put into the log of proofs. */
public interface ProductProofs {
    /** How each of them stands, by its id. */
    Map<String, ProductProof> of(Collection<Product> products) throws SQLException;

    /**
     * The proof, whole in itself.
     *
     * @throws fr.gaveurs.console.backend.platform.http.ProblemException 404 or 503 while there is none yet
     */
    Proof proof(String productId) throws SQLException;
}
